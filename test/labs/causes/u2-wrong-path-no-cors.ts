import type { Lab } from '../lab.ts';
import express from 'express';
import { createServer } from 'node:http';
import { serve } from '../serving.ts';

export const wrongPathNoCors: Lab = {
  id: 'U2',
  name: 'a wrong path on an application without CORS',
  start: () => serve(createServer(express())),
  expects: { cause: /no Socket\.IO/i, remedy: /path/i, certainty: 'likely' },
  needsDiagnose: true,
};
