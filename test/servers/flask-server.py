# Flask-SocketIO in one of its modes: threading, eventlet or gevent. Says its port once it listens.
import socket
import sys
import threading
import time

MODE = sys.argv[1]

if MODE == "eventlet":
    import eventlet

    eventlet.monkey_patch()
elif MODE == "gevent":
    from gevent import monkey

    monkey.patch_all()

from flask import Flask, request
from flask_socketio import Namespace, SocketIO, disconnect, emit

app = Flask(__name__)
io = SocketIO(app, async_mode=MODE, cors_allowed_origins="*")


@io.on("connect")
def connect():
    emit("welcome", {"server": f"Flask-SocketIO, {MODE}"})


@io.on("echo")
def echo(*args):
    return args


@io.on("bytes")
def send_back(data):
    emit("bytes", data)


@io.on("ask")
def ask():
    sid = request.sid
    emit("question", "why?", callback=lambda *answer: io.emit("answered", answer, to=sid))


@io.on("kick")
def kick():
    disconnect()


class Chat(Namespace):
    def on_connect(self):
        emit("greeting", {"room": "chat"})


io.on_namespace(Chat("/chat"))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def say_when_listening(port):
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return print(port, flush=True)
        except OSError:
            time.sleep(0.05)


port = free_port()
threading.Thread(target=say_when_listening, args=(port,), daemon=True).start()
options = {"allow_unsafe_werkzeug": True} if MODE == "threading" else {}
io.run(app, host="127.0.0.1", port=port, **options)
