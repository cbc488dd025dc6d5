import type { RunRecord } from '#record/run-record.ts';
import type { Notice } from '#reporters/json/notice-schema.ts';
import type { TellSetting } from '#targets/definition/tell.ts';
import type { IssueMark } from './issue-body.ts';
import type { Post } from './post.ts';

type Kind = TellSetting['kind'];

/** What came of telling somebody. */
export interface Heard {
  /** What the service answered, in a few words. */
  answered: string;
  /** By what the service knows the incident from now on. */
  ref?: string;
}

/** A kind of people or programs that are told of incidents. */
export interface IncidentTeller<K extends Kind> {
  hears: 'incidents';
  /** It shows an incident until it is told that it is over: a test opens one and ends it. */
  keepsOpen: boolean;
  /**
   * Tells one notice.
   *
   * @param ref by what the service knows the incident, where it has said so.
   * @throws {Error} in one line, where it was not heard.
   */
  tell(notice: Notice, setting: TellSetting<K>, post: Post, ref?: string): Promise<Heard>;
  /** What it shows as open, where it can be asked: for a run that knows nothing of the runs before. */
  recall?(setting: TellSetting<K>, post: Post): Promise<{ ref: string; mark: IssueMark }[]>;
}

/** A kind of program that is told of every run. */
export interface RunTeller<K extends Kind> {
  hears: 'runs';
  /** Does nothing where a run is not to be told. */
  beat(
    record: Pick<RunRecord, 'complete' | 'verdict'>,
    setting: TellSetting<K>,
    post: Post,
  ): Promise<Heard | undefined>;
  /** Shows that the address is right. */
  test(setting: TellSetting<K>, post: Post): Promise<Heard>;
}

export type Teller<K extends Kind = Kind> = IncidentTeller<K> | RunTeller<K>;
