import type { Incident } from '#diagnosis/incident.ts';
import { lookAgain } from '#diagnosis/steps.ts';
import { api, log, rollBack, rollout } from './steps.ts';

const everyone = 'everyone who signs in: no mail, no way in; sessions that are open go on';

/** Checks that sign in, be it for the run or for themselves alone: each may wait for a mail in vain. */
const signingIn = ['auth/login', 'auth/refresh', 'auth/rotation', 'auth/browser-session'];

/** What comes of signing in by a mail. */
export const mailIncidents: readonly Incident[] = [
  {
    id: 'mail-missing',
    title: 'The app says that it mails a way in, and no mail comes',
    severity: 'P1',
    affected: everyone,
    symptoms: ['200 on the route that asks for a mail', 'people ask for one again and again'],
    // Whether it is the app, its queue, the mail service or the mailbox is not seen from here.
    signs: signingIn.map((check) => ({ check, codes: ['mail-missing'], outcome: 'any', vague: true })),
    firstChecks: [
      'Does the probe account still exist? Many apps answer the same for an address that they do not know',
      'Does the mail service report bounces, a full quota or a paused account?',
    ],
    steps: [
      {
        text: 'ask for a mail to your own address',
        expect: 'it comes -> only the probe gets none: its account, or its mailbox; none comes -> Do 2',
      },
      log(
        '?mail ?smtp ?ses ?queue',
        'an error while sending -> key or quota of the mail service; "sent" -> the mail service; nothing -> the queue',
      ),
      rollBack('a mail within a minute; still none, or no rollout -> the mail service'),
      {
        text: 'the log of the mail service (SES, Postmark, SendGrid) for the last hour',
        expect:
          'it has the mail as delivered -> the mailbox; as bounced -> the address or SPF and DKIM; not at all -> the app or its queue',
        afterMinutes: 15,
      },
    ],
    selfHealing:
      'A late mail may still come, with a link that has expired by then. A stopped queue does not start by itself.',
    rollback: api('only if the release changed how mail is sent'),
    logs: '?mail ?smtp ?ses',
  },
  {
    id: 'mail-without-link',
    title: 'The mail for signing in holds no link or code as the target describes it',
    severity: 'P1',
    affected: 'perhaps everyone who signs in; perhaps only the probe, which no longer knows the mail',
    symptoms: ['mail comes; perhaps with an empty button, or with a new text'],
    signs: signingIn.map((check) => ({ check, codes: ['mail-without-link'], outcome: 'any', vague: true })),
    firstChecks: ['Was the text of the mail changed on purpose?', 'Can you sign in with a mail of your own?'],
    steps: [
      {
        text: 'ask for a mail to your own address and open it',
        expect: 'it has a link or code that works -> Do 2; it has none -> Do 3',
      },
      {
        text: 'set `auth.mailbox.finds` of the target to what the mail looks like now; then',
        command: 'npm run check -- --target {target} --check {check}',
        expect: 'the check holds -> over; the same again -> the mailbox has the text in another place, or encoded',
      },
      rollBack('a mail with a link within a minute; still none, or no rollout -> its template'),
      {
        text: 'the template of the mail, in the release or at the mail service',
        expect: 'it was changed -> change it back; it was not -> the setting that holds the address of the site',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: api('only if people find no link either: the template comes with the release'),
    logs: '?mail ?template',
  },
  {
    id: 'mail-lets-nobody-in',
    title: 'What the mail brings is answered, and nobody is signed in by it',
    severity: 'P1',
    affected: 'perhaps everyone who signs in: links lead to a page that knows nobody',
    symptoms: ['"this link has expired" for fresh links; or a page that stays signed out'],
    signs: [{ check: 'auth/login', codes: ['mail-lets-nobody-in'], vague: true }],
    firstChecks: [
      'Can you sign in with a mail of your own?',
      'Does something open links before people do (a scanner)?',
    ],
    steps: [
      {
        text: 'sign in with a mail of your own, and read what the page says',
        expect:
          'it lets you in -> a script of the page does it: `auth.code` of the target; it says expired -> Do 2; it shows nobody -> Do 3',
      },
      log(
        '?token ?expired ?link',
        '"expired" or "used" -> the lifetime of links, clocks, or a scanner; "not found" -> the store of links',
      ),
      rollBack('a fresh link signs in within 3 min; still not, or no rollout -> how a session is kept and read'),
      {
        ...lookAgain('{check}'),
        expect: 'green -> over; red -> the store of sessions, or the domain of the cookie',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: api('links and sessions are code and settings of the release'),
    logs: '?token ?link',
  },
  {
    id: 'mail-used-twice',
    title: 'A link or code that was used signs in once more',
    severity: 'P2',
    affected: 'nobody sees it; whoever finds an old mail, or a link in a log, gets in',
    symptoms: ['nothing to be seen'],
    signs: [{ check: 'auth/mail-once', codes: ['mail-used-twice'], outcome: 'any' }],
    firstChecks: ['Are links meant to be good more than once? Then the target must say so (auth.usedOnce: false)'],
    steps: [
      rollout('one finished since it last held -> how it marks links as used; none -> the store of links'),
      rollBack('a used link is refused; accepted, or no rollout -> the store is not shared by the tasks'),
      {
        ...lookAgain('{check}'),
        expect: 'green, or the promise is gone -> done; red -> whoever owns the sign-in decides',
        afterMinutes: 24 * 60,
      },
    ],
    selfHealing: 'A link ends when its time is over.',
    rollback: api('links were good once with an older release'),
    logs: '?token ?link',
  },
];
