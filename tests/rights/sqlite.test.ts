import { defineRights } from './define';

void defineRights('sqlite');
