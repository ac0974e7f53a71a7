import type { Lab } from '../lab.ts';
import express from 'express';
import { createServer } from 'node:http';
import { allowAnyPage } from '../allow-any-page.ts';
import { serve } from '../serving.ts';

export const wrongPath: Lab = {
  id: 'U1',
  name: 'a wrong path, and the application says 404',
  start: () => serve(createServer(express().use(allowAnyPage))),
  expects: { cause: /404|path/i, remedy: /path/i, certainty: 'certain' },
};
