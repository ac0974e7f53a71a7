import type { Lab } from '../lab.ts';
import { createServer } from 'node:http';
import { allowAnyPage } from '../allow-any-page.ts';
import { serve } from '../serving.ts';

export const unauthorized: Lab = {
  id: 'U6',
  name: 'a gateway that asks for a login',
  start: () =>
    serve(
      createServer((request, response) =>
        allowAnyPage(request, response, () => void response.writeHead(401, { 'WWW-Authenticate': 'Bearer' }).end('')),
      ),
    ),
  expects: { cause: /401/, remedy: /./, certainty: 'certain' },
};
