import { defineRights } from './define';

void defineRights('postgres');
