import { defineAcceptance } from './define';

void defineAcceptance('postgres');
