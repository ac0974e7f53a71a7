import type { Lab } from '../lab.ts';
import express from 'express';
import { createServer } from 'node:http';
import { allowAnyPage } from '../allow-any-page.ts';
import { serve } from '../serving.ts';

export const htmlPage: Lab = {
  id: 'U4',
  name: 'a page of HTML where Socket.IO should be',
  start: () => {
    const app = express().use(allowAnyPage);
    // What a single-page application answers to every path that it does not know.
    app.use((_, response) => void response.send('<!doctype html><title>Shop</title><div id="app"></div>'));
    return serve(createServer(app));
  },
  expects: { cause: /HTML/, remedy: /path|URL/i, certainty: 'certain' },
};
