import { defineAcceptance } from './define';

void defineAcceptance('sqlite');
