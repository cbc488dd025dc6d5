import type { Notice } from '#reporters/json/notice-schema.ts';
import { headline } from '../headline.ts';
import { saidBy } from '../post.ts';
import type { IncidentTeller } from '../teller.ts';

/**
 * A service of PagerDuty: https://developer.pagerduty.com/docs/events-api-v2-overview. One key for each incident, so that
 * what is told twice pages once. Nothing is acknowledged: that somebody has taken it, only a person can say.
 */
export const pagerduty: IncidentTeller<'pagerduty'> = {
  hears: 'incidents',
  keepsOpen: true,
  async tell(notice, { routingKey, api }, post) {
    const url = new URL('/v2/enqueue', api).href;
    const answer = await post.send({ method: 'POST', url, body: eventOf(notice, post.secret(routingKey)) });
    return { answered: saidBy(answer) };
  },
};

/**
 * In characters; a key has 255, and severities are four words: https://developer.pagerduty.com/docs/send-alert-event. An event
 * may have 512 KB, of which the lines of a notice are never a third.
 */
const longestSummary = 1_024;
const words = { P0: 'critical', P1: 'error', P2: 'warning', P3: 'info' } as const;

function eventOf(notice: Notice, routingKey: string): object {
  const { event, key, severity, target, environment, at, layer, incidents, links, run } = notice;
  const named = { routing_key: routingKey, dedup_key: key };
  if (event === 'resolved') return { ...named, event_action: 'resolve' };
  const page = links.find(({ text }) => text === 'Run');
  return {
    ...named,
    event_action: 'trigger',
    client: 'Watchpost',
    ...(page && { client_url: page.url }),
    links: links.map(({ text, url }) => ({ href: url, text })),
    payload: {
      summary: headline(notice, longestSummary),
      source: `${target}-${environment}`,
      severity: event === 'test' ? words.P3 : words[severity],
      timestamp: at,
      ...(layer && { component: layer }),
      group: target,
      ...(incidents[0] && { class: incidents[0] }),
      custom_details: { ...detailsOf(notice), run },
    },
  };
}

/** The lines as fields; a step with its command and what to expect in one. */
const detailsOf = ({ lines }: Notice): Record<string, string> =>
  Object.fromEntries(
    lines.map(({ label, text, command, expect }) => [
      label,
      [text, command, expect && `expect: ${expect}`].filter(Boolean).join('\n'),
    ]),
  );
