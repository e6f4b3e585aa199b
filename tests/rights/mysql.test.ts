import { defineRights } from './define';

void defineRights('mysql');
