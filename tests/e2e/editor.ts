import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { ownEnvironment, playwright, root } from './start-run.ts';
import type { Workspace } from './workspace.ts';

/** What became of a check in the eyes of an editor: the first line of its error, or `passed` and the like. */
export type Shown = Record<string, string>;

interface Message {
  id?: number;
  method?: string;
  params?: { method?: string; params?: TestEnd };
  result?: { report?: { params?: { project?: Entry } }[] };
}
interface TestEnd {
  test: { testId: string; expectedStatus: string };
  result: { status: string; errors: { message?: string }[] };
}
/** A file, a group or a check. */
interface Entry {
  title: string;
  testId?: string;
  suites?: Entry[];
  entries?: Entry[];
}

/** How an editor and Playwright's UI run checks: one process of Playwright serves them, for as long as they want. */
export class Editor implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #socket: WebSocket;
  readonly #titles = new Map<string, string>();
  #heard: Message[] = [];
  #calls = 0;
  /** Rejects when Playwright ends on its own. */
  readonly #gone: Promise<never>;

  private constructor(child: ChildProcess, socket: WebSocket) {
    this.#child = child;
    this.#socket = socket;
    this.#gone = once(socket, 'close').then(() => Promise.reject(new Error('Playwright serves no more')));
    this.#gone.catch(() => undefined);
    socket.addEventListener('message', ({ data }) => this.#heard.push(JSON.parse(String(data))));
  }

  /** Starts Playwright's server for editors in the repository. */
  static async open(workspace: Workspace, environment: Readonly<Record<string, string>>): Promise<Editor> {
    const env = { ...ownEnvironment(), ...workspace.environment, ...environment };
    const child = spawn(process.execPath, [playwright, 'test-server'], {
      cwd: root,
      env,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const socket = new WebSocket(await addressIn(child));
    await once(socket, 'open');
    const editor = new Editor(child, socket);
    await editor.#call('initialize', { closeOnDisconnect: true });
    return editor;
  }

  /** The titles of all checks, as they stand in the editor's tree. */
  async list(): Promise<string[]> {
    const { result } = await this.#call('listTests', {});
    for (const { params } of result?.report ?? []) if (params?.project) this.#learn(params.project);
    return [...this.#titles.values()];
  }

  /** Runs the checks whose titles fit, by title; without any reporter of the configuration, unless told otherwise. */
  async run(grep: string, { disableConfigReporters = true } = {}): Promise<Shown> {
    this.#heard = [];
    await this.#call('runTests', { grep, disableConfigReporters });
    const ends = this.#heard.flatMap(({ method, params }) =>
      method === 'report' && params?.method === 'onTestEnd' && params.params ? params.params : [],
    );
    return Object.fromEntries(
      ends.map(({ test, result: { status, errors } }) => [
        this.#titles.get(test.testId) ?? test.testId,
        status === test.expectedStatus ? status : (errors[0]?.message ?? 'failed without a word'),
      ]),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const exit = once(this.#child, 'exit');
    this.#socket.close();
    this.#child.stdin?.end();
    await exit;
  }

  #learn({ testId, title, suites = [], entries = [] }: Entry): void {
    if (testId) this.#titles.set(testId, title);
    for (const entry of [...suites, ...entries]) this.#learn(entry);
  }

  async #call(method: string, params: object): Promise<Message> {
    this.#calls += 1;
    const id = this.#calls;
    this.#socket.send(JSON.stringify({ id, method, params }));
    for (;;) {
      const answer = this.#heard.find((message) => message.id === id);
      if (answer) return answer;
      await Promise.race([once(this.#socket, 'message'), this.#gone]);
    }
  }
}

function addressIn(child: ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let said = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    const [, address] = /(ws:\S+)\s/.exec(said) ?? [];
    if (address) resolve(address);
  });
  child.once('exit', () => reject(new Error(`Playwright serves no editor: ${said}`)));
  return promise;
}
