import type { Lab } from '../lab.ts';
import { createServer } from 'node:http';
import { allowAnyPage } from '../allow-any-page.ts';
import { serve } from '../serving.ts';

export const gateway: Lab = {
  id: 'U6',
  name: 'a gateway whose upstream is down',
  start: () =>
    serve(
      createServer((request, response) =>
        allowAnyPage(request, response, () => {
          response.writeHead(502, { 'Content-Type': 'text/html' });
          response.end('<html><head><title>502 Bad Gateway</title></head><body><hr>nginx</body></html>');
        }),
      ),
    ),
  expects: { cause: /502/, remedy: /./, certainty: 'certain' },
};
