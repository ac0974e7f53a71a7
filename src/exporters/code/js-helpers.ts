export const ASK = `/** Resolves with the arguments of the answer; with undefined where none comes in time. */
function ask(socket, event, ...args) {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), ACK_TIMEOUT_MS);
    socket.emit(event, ...args, (...answer) => {
      clearTimeout(timer);
      resolve(answer);
    });
  });
}`;

export const AT = `/** Resolves so many milliseconds after the first event. */
function at(ms) {
  return new Promise((resolve) => setTimeout(resolve, start + ms - performance.now()));
}`;

export function hearAll(say: string): string {
  return `function hear(socket) {
  socket.onAny((event, ...args) => ${say}(\`received \${event}\`, ...args.filter((arg) => typeof arg !== 'function')));
}`;
}

export function hearOne(say: string): string {
  return `function hear(socket, event) {
  socket.on(event, (...args) => ${say}(\`received \${event}\`, ...args.filter((arg) => typeof arg !== 'function')));
}`;
}

export const ANSWER = `/** Answers each question as the recorded one was; the last answer serves for all further ones. */
function answerTo(socket, event, answers) {
  let asked = 0;
  socket.on(event, (...args) => {
    const acknowledge = args.at(-1);
    if (typeof acknowledge === 'function') acknowledge(...answers[Math.min(asked++, answers.length - 1)]);
  });
}`;

export const VALUE = `/** A number, true or the like where the text is JSON, else the text. */
function value(name) {
  const text = variable(name);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}`;

/** Whether two values say the same, bytes by their content. */
export function same(hasAnything: boolean): string {
  return `function same(now, recorded) {${hasAnything ? '\n  if (recorded === ANYTHING) return now !== undefined;' : ''}
  const [a, b] = [now, recorded].map((value) => (value instanceof ArrayBuffer ? new Uint8Array(value) : value));
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b || Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(b);
  return keys.length === Object.keys(a).length && keys.every((key) => Object.hasOwn(a, key) && same(a[key], b[key]));
}`;
}

export function check(say: string, fail: string): string {
  return `/** Says whether the answer is the recorded one. */
async function check(step, asked, recorded) {
  const answer = await asked;
  const isSame = answer !== undefined && same(answer, recorded);
  if (!answer) ${say}(\`\${step}: no answer within \${ACK_TIMEOUT_MS} ms\`);
  else if (isSame) ${say}(\`\${step}: answered as recorded\`);
  else ${say}(\`\${step}: answered otherwise\`, ...answer, 'and not', ...recorded);
  if (!isSame) ${fail}
  return answer;
}`;
}

export function show(say: string): string {
  return `async function show(step, asked) {
  const answer = await asked;
  if (answer) ${say}(\`\${step}: answered\`, ...answer);
  else ${say}(\`\${step}: no answer within \${ACK_TIMEOUT_MS} ms\`);
  return answer;
}`;
}

export const CONNECTED = `function connected(socket) {
  return new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
    socket.once('error', reject);
  });
}`;
