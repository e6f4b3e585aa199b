import { defineAcceptance } from './define';

void defineAcceptance('mysql');
