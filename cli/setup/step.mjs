import { spawn } from 'node:child_process';
import { say } from './say.mjs';

/** @typedef {{ title: string, command: string, args: string[], cwd: string, env: NodeJS.ProcessEnv, limitSeconds: number }} Step */
/** @typedef {{ ok: boolean, ending: string, words: string[] }} StepResult */

const plainHeartbeatSeconds = 20;

/** @type {import('node:child_process').ChildProcess | undefined} */
let running;

/**
 * Runs one outside command, keeps its output back but for its most telling lines, and shows that time passes.
 *
 * @param {Step} step
 * @returns {Promise<StepResult>} never rejects: a command that cannot be started has failed
 */
export async function runStep(step) {
  const started = Date.now();
  const heartbeat = beat(step.title, started);
  const result = await capture(step);
  heartbeat.stop();
  const seconds = Math.round((Date.now() - started) / 1000);
  if (result.ok) say(`${step.title}: done in ${seconds} s`);
  return { ...result, ending: `${result.ending} after ${seconds} s` };
}

/** Ends the command under way together with its children, if there is one. */
export function stopRunningStep() {
  if (running) endGroup(running, 'SIGTERM');
}

/**
 * @param {Step} step
 * @returns {Promise<StepResult>}
 */
function capture({ command, args, cwd, env, limitSeconds }) {
  return new Promise((resolve) => {
    const windows = process.platform === 'win32';
    const stdio = /** @type {['ignore', 'pipe', 'pipe']} */ (['ignore', 'pipe', 'pipe']);
    const child = spawn(command, args, { cwd, env, stdio, shell: windows, detached: !windows });
    running = child;
    /** @type {string[]} */
    const output = [];
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => output.push(text));
    let late = false;
    const limit = setTimeout(() => {
      late = true;
      endGroup(child, 'SIGKILL');
    }, limitSeconds * 1000);
    /** @param {boolean} ok @param {string} ending */
    const finish = (ok, ending) => {
      clearTimeout(limit);
      running = undefined;
      resolve({ ok, ending: late ? `stopped at its limit of ${limitSeconds} s` : ending, words: tellingLines(output) });
    };
    child.once('error', (error) => finish(false, `did not start: ${error.message}`));
    child.once('close', (code, signal) => finish(code === 0, signal ? `ended by ${signal}` : `exit code ${code}`));
  });
}

/** @param {import('node:child_process').ChildProcess} child @param {NodeJS.Signals} signal */
function endGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch (error) {
    // It ended by itself in the meantime.
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ESRCH') throw error;
  }
}

/**
 * npm tells the error first and then fills a screen with usage: the first lines that speak of one are kept beside the last.
 *
 * @param {string[]} output
 */
function tellingLines(output) {
  const lines = output
    .join('')
    .split(/[\r\n]+/)
    .filter((line) => line.trim());
  const firstErrors = lines.filter((line) => /\berror\b.*\w/i.test(line)).slice(0, 6);
  return [...new Set([...firstErrors, ...lines.slice(-8)])];
}

/** @param {string} title @param {number} started */
function beat(title, started) {
  const elapsed = () => Math.round((Date.now() - started) / 1000);
  if (!process.stderr.isTTY) {
    const timer = setInterval(() => say(`${title}: ${elapsed()} s so far`), plainHeartbeatSeconds * 1000);
    return { stop: () => clearInterval(timer) };
  }
  const timer = setInterval(() => process.stderr.write(`\r\u001b[2Kset-up: ${title} … ${elapsed()} s`), 1000);
  const stop = () => {
    clearInterval(timer);
    process.stderr.write('\r\u001b[2K');
  };
  return { stop };
}
