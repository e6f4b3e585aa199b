import { defineIntegration } from './define';

void defineIntegration('postgres');
