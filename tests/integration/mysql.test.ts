import { defineIntegration } from './define';

void defineIntegration('mysql');
