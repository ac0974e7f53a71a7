import type { Lab } from '../lab.ts';
import { createServer } from 'node:http';
import { allowAnyPage } from '../allow-any-page.ts';
import { serve, serveIo } from '../serving.ts';

export const redirect: Lab = {
  id: 'U7',
  name: 'a redirect to another host',
  async start() {
    const target = await serveIo();
    const door = await serve(
      createServer((request, response) =>
        allowAnyPage(
          request,
          response,
          () => void response.writeHead(301, { Location: target.url + request.url }).end(),
        ),
      ),
    );
    return {
      url: door.url,
      form: { reconnect: false },
      async close() {
        await door.close();
        await target.close();
      },
    };
  },
  expects: { cause: /redirect/i, remedy: /URL/i, certainty: 'certain' },
  needsDiagnose: true,
};
