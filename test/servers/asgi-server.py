# python-socketio as an ASGI application on uvicorn. Says its port once it listens.
import asyncio
import socket

import socketio
import uvicorn
from async_behaviour import behaving


async def serve():
    taken = socket.socket()
    taken.bind(("127.0.0.1", 0))
    app = socketio.ASGIApp(behaving("asgi", "python-socketio on uvicorn"))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    running = asyncio.ensure_future(server.serve(sockets=[taken]))
    while not server.started and not running.done():
        await asyncio.sleep(0.02)
    print(taken.getsockname()[1], flush=True)
    await running


asyncio.run(serve())
