# What README.md says, for python-socketio's asynchronous servers.
import socketio


def behaving(mode, name):
    io = socketio.AsyncServer(async_mode=mode, cors_allowed_origins="*")

    @io.event
    async def connect(sid, environ, auth):
        await io.emit("welcome", {"server": name}, to=sid)

    @io.event
    async def echo(sid, *args):
        return args

    @io.on("bytes")
    async def send_back(sid, data):
        await io.emit("bytes", data, to=sid)

    @io.event
    async def ask(sid):
        async def answered(*answer):
            await io.emit("answered", answer, to=sid)

        await io.emit("question", "why?", to=sid, callback=answered)

    @io.event
    async def kick(sid):
        await io.disconnect(sid)

    @io.on("connect", namespace="/chat")
    async def join(sid, environ, auth):
        await io.emit("greeting", {"room": "chat"}, to=sid, namespace="/chat")

    return io
