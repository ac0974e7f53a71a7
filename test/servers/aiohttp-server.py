# python-socketio on aiohttp. Says its port once it listens.
import asyncio

from aiohttp import web
from async_behaviour import behaving


async def serve():
    app = web.Application()
    behaving("aiohttp", "python-socketio on aiohttp").attach(app)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    print(site._server.sockets[0].getsockname()[1], flush=True)
    await asyncio.Event().wait()


asyncio.run(serve())
