/** Inside of `main`, where the start is known. */
export const AT = `
async def at(seconds):
    """Waits until so long after the first event."""
    await asyncio.sleep(start + seconds - time.monotonic())
`;

export const ASK = `async def ask(nsp, event, *args):
    """Emits, and gives the arguments of the answer as a list, or None where none comes in time."""
    answered = asyncio.get_running_loop().create_future()

    def answer(*given):
        if not answered.done():
            answered.set_result(list(given))

    await sio.emit(event, args, namespace=nsp, callback=answer)

    async def wait():
        try:
            return await asyncio.wait_for(answered, ACK_TIMEOUT_S)
        except asyncio.TimeoutError:
            return None

    return wait()`;

export const CHECK = `async def check(step, asked, recorded):
    """Says whether the answer is the recorded one."""
    global differing
    answer = await asked
    if answer == recorded:
        print(f'{step}: answered as recorded')
        return answer
    differing += 1
    if answer is None:
        print(f'{step}: no answer within {ACK_TIMEOUT_S} s')
    else:
        print(f'{step}: answered otherwise', *answer, 'and not', *recorded)
    return answer`;

export const SHOW = `async def show(step, asked):
    answer = await asked
    if answer is None:
        print(f'{step}: no answer within {ACK_TIMEOUT_S} s')
    else:
        print(f'{step}: answered', *answer)
    return answer`;

export const HEAR = `def hear(nsp, event):
    sio.on(event, lambda *args: print(f'received {event}', *args), namespace=nsp)`;

export const ANSWER = `def answer_to(nsp, event, answers):
    """Answers each question as the recorded one was; the last answer serves for all further ones."""
    given = itertools.chain(answers, itertools.repeat(answers[-1]))

    def answer(*args):
        print(f'received {event}', *args)
        return next(given)

    sio.on(event, answer, namespace=nsp)`;

export const VARIABLE = `def variable(name):
    if name not in os.environ:
        sys.exit(f'Set the environment variable {name}.')
    return os.environ[name]`;

export const VALUE = `def value(name):
    """A number, True or the like where the text is JSON, else the text."""
    text = variable(name)
    try:
        return json.loads(text)
    except ValueError:
        return text`;
