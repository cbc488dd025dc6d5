import { z } from 'zod';
import { parsedJson } from '#record/parsed-json.ts';
import type { Notice } from '#reporters/json/notice-schema.ts';
import type { TellSetting } from '#targets/definition/tell.ts';
import { headline } from '../headline.ts';
import { type IssueMark, issueBody, markOf, noticeText } from '../issue-body.ts';
import { type Asked, type Post, Refused } from '../post.ts';
import type { Heard, IncidentTeller } from '../teller.ts';

type Setting = TellSetting<'github'>;

/** An issue for each incident, found by its number or by the mark in its body: https://docs.github.com/en/rest/issues/issues */
export const github: IncidentTeller<'github'> = {
  hears: 'incidents',
  keepsOpen: true,
  async tell(notice, setting, post, ref) {
    const api = new IssuesOf(setting, post);
    const find = async () => (await api.open()).find(({ mark }) => mark.key === notice.key)?.ref;
    const number = ref ?? (await find());
    try {
      return await tellIssue(api, number, notice, setting);
    } catch (error) {
      if (ref === undefined || !isGone(error)) throw error;
      // Somebody has deleted or moved it: the incident goes on without it.
      return tellIssue(api, await find(), notice, setting);
    }
  },
  recall: (setting, post) => new IssuesOf(setting, post).open(),
};

const isGone = (error: unknown) => error instanceof Refused && (error.status === 404 || error.status === 410);

async function tellIssue(api: IssuesOf, number: string | undefined, notice: Notice, setting: Setting): Promise<Heard> {
  if (notice.event === 'resolved')
    return number === undefined ? { answered: 'no issue is open' } : close(api, number, notice);
  if (number === undefined) return api.create(notice);
  await api.edit(number, { title: titleOf(notice), body: issueBody(notice, setting.mention), state: 'open' });
  if (notice.event === 'changed') await api.comment(number, `${changeText(notice)}\n\n${noticeText(notice)}`);
  return { answered: `issue ${number}`, ref: number };
}

async function close(api: IssuesOf, number: string, notice: Notice): Promise<Heard> {
  await api.edit(number, { state: 'closed', state_reason: 'completed' });
  await api.comment(number, `Over after **${notice.lasted}**.\n\n${noticeText(notice)}`);
  return { answered: `issue ${number} closed`, ref: number };
}

const changeText = ({ before }: Notice) =>
  before ? 'It is something else than was told before.' : 'It is worse than was told before.';

/** GitHub takes 256 characters ("title is too long (maximum is 256 characters)", 422). */
const longestTitle = 250;

/** Calls nobody, and leads to no other issue. */
const titleOf = (notice: Notice) => headline(notice, longestTitle).replaceAll(/[@#`<>]+/g, ' ');

const issuesSchema = z.array(z.object({ number: z.number().int(), body: z.string().nullable() }));
const createdSchema = z.object({ number: z.number().int() });

/** The issues of a repository that are ours. */
class IssuesOf {
  readonly #setting: Setting;
  readonly #post: Post;

  constructor(setting: Setting, post: Post) {
    this.#setting = setting;
    this.#post = post;
  }

  /** Those that are open: by the label, which no stranger can set. */
  async open(): Promise<{ ref: string; mark: IssueMark }[]> {
    const label = encodeURIComponent(this.#setting.label);
    const found = await this.#ask({ method: 'GET', path: `?state=open&labels=${label}&per_page=100` }, issuesSchema);
    return found.flatMap(({ number, body }) => {
      const mark = markOf(body);
      return mark ? [{ ref: String(number), mark }] : [];
    });
  }

  async create(notice: Notice): Promise<Heard> {
    const { label, mention } = this.#setting;
    const body = { title: titleOf(notice), body: issueBody(notice, mention), labels: [label] };
    const { number } = await this.#ask({ method: 'POST', path: '', body, once: true }, createdSchema);
    return { answered: `issue ${number} opened`, ref: String(number) };
  }

  async edit(number: string, body: object): Promise<void> {
    await this.#ask({ method: 'PATCH', path: `/${number}`, body }, z.unknown());
  }

  async comment(number: string, body: string): Promise<void> {
    await this.#ask({ method: 'POST', path: `/${number}/comments`, body: { body }, once: true }, z.unknown());
  }

  async #ask<T>({ path, ...asked }: Omit<Asked, 'url'> & { path: string }, schema: z.ZodType<T>): Promise<T> {
    const { api, repository, token } = this.#setting;
    const { text } = await this.#post.send({
      ...asked,
      url: `${api.replace(/\/+$/, '')}/repos/${repository}/issues${path}`,
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${this.#post.secret(token)}`,
        'x-github-api-version': '2022-11-28',
      },
    });
    const { data, success } = schema.safeParse(parsedJson(text));
    if (!success) throw new Error('what GitHub answered is no issue');
    return data as T;
  }
}
