import { defineIntegration } from './define';

void defineIntegration('sqlite');
