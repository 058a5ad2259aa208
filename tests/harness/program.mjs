// Child processes of the tests: each ends with the process that started it.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

/** Milliseconds that a program has to end by itself before it is killed. */
const PATIENCE = 5_000;

/** Starts a program: `{ log, trouble, printed, stop }`; `log` is what it writes on standard error, a line each. */
export function program(path, args, { env = {}, cwd } = {}) {
  const child = spawn(path, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const log = [];
  createInterface({ input: child.stderr }).on('line', (line) => log.push(line));
  const lines = createInterface({ input: child.stdout });
  let cause;
  const exit = new Promise((resolve) => child.once('exit', (status, signal) => resolve(status ?? signal)).once('error', resolve));
  const ended = exit.then((how) => (cause = `${path} ended: ${how}`));
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  ended.then(() => process.off('exit', kill));
  /** What it wrote, once it has ended. */
  const trouble = () => cause && [...log, cause].join('\n');
  return {
    log,
    trouble,
    /** Gives each line that it prints to `read`, and resolves to the first answer that is not undefined. */
    printed: (read) => new Promise((resolve, reject) => {
      lines.on('line', (line) => {
        const answer = read(line);
        if (answer !== undefined) resolve(answer);
      });
      ended.then(() => reject(new Error(trouble())));
    }),
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      const patience = setTimeout(kill, PATIENCE);
      await ended;
      clearTimeout(patience);
    },
  };
}

/** A port that nobody has at the moment. */
export const freePort = () => new Promise((resolve) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});
