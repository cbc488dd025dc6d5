import type { Incident } from '#diagnosis/incident.ts';
import { headOf, rollbackSteps } from '#diagnosis/steps.ts';

/** What a page answers, before any browser draws it. */
export const pageIncidents: readonly Incident[] = [
  {
    id: 'frontend-down',
    title: 'The site answers with an error instead of its pages',
    severity: 'P0',
    affected: 'everyone: no page opens',
    symptoms: ['5xx for every page', 'open tabs go on working until they load something'],
    signs: [{ check: 'frontend/pages', codes: ['site-fails'] }],
    firstChecks: [
      'Whose error is it: of the edge, or of what makes the pages (server, via)?',
      'Did a deploy or a setting come just before?',
    ],
    steps: [
      {
        ...rollbackSteps.frontend,
        text: 'deploy the build before, where one came since it last held; then',
        expect: '/ 200 within 2 min (an error stays cached for 10 s); still an error, or no deploy -> Do 2',
      },
      {
        ...headOf('{app}/', 'who answers?'),
        expect:
          'the app itself -> its log: an error at start, a setting that is missing; a CDN or proxy -> what it asks behind it',
      },
      {
        text: 'last change of the distribution',
        command:
          "aws cloudfront get-distribution --region us-east-1 --id {cloudfront-distribution} --query 'Distribution.[Status,LastModifiedTime]'",
        expect: 'changed since it last held -> undo that change; InProgress -> wait for it; older -> the origin',
      },
      {
        text: 'the origin is whole, still 5xx',
        expect: 'an event at {hoster-status} -> wait; none -> open a case with {hoster}',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Where a CDN keeps errors: for some seconds, then it asks the origin again.',
    rollback: { scope: 'frontend', why: 'a deploy can have removed the index or changed the origin' },
  },
  {
    id: 'page-fails',
    title: 'A page of the site answers with an error, while others open',
    severity: 'P1',
    affected: 'everyone who opens or reloads that page; others open',
    symptoms: ['a link from a mail or a bookmark leads to an error', 'the first page, and perhaps a link to it, work'],
    signs: [
      { check: 'frontend/pages', codes: ['page-fails'] },
      { check: 'frontend/renders', codes: ['page-not-served'] },
    ],
    firstChecks: [
      '4xx: is that page part of the build that is served, and was it meant to go?',
      '5xx: what makes that page needs something: a setting, a value at build time, an API',
    ],
    steps: [
      headOf(
        '{url}',
        'that page, and who answers for it',
        'below 400 -> it has passed, look again; 404 -> it is not in what was deployed: Do 2; 5xx -> what makes it: Do 2, and its log',
      ),
      {
        ...rollbackSteps.frontend,
        text: 'deploy the build before, where one came since it last held; then',
        expect: 'that page 200 within 2 min; still an error -> 5xx: what it asks for its data; 404: the rules in front',
      },
      {
        text: 'still failing after both',
        expect:
          'an error in the log of what makes the pages -> it says what is missing; no line -> what stands before it',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'frontend', why: 'pages, and the code that makes them, come with a deploy' },
  },
  {
    id: 'deep-link-fails',
    title: 'A route of the client is answered with an error, not with the index',
    severity: 'P1',
    affected: 'everyone who opens or reloads that page; going there from the first page works',
    symptoms: ['a link from a mail or a bookmark leads to an error', 'going there from the first page works'],
    signs: [{ check: 'frontend/pages', codes: ['page-fails'], facts: { problem: ['deep-link'], status: [403, 404] } }],
    firstChecks: ['Is the fallback to the index gone?', 'Was the distribution changed?'],
    steps: [
      {
        text: 'does the distribution answer a missing path with the index?',
        command:
          "aws cloudfront get-distribution-config --region us-east-1 --id {cloudfront-distribution} --query 'DistributionConfig.CustomErrorResponses'",
        expect: '403 and 404 lead to /index.html with 200 -> Do 2; missing -> put them back, pages open within 5 min',
        elsewhere: {
          text: 'does what serves the site answer a path without a file with the index (try_files, rewrites)?',
          expect: 'yes -> Do 2; no -> put the rule back, pages open at once',
        },
      },
      {
        ...rollbackSteps.frontend,
        text: 'deploy the build before, where one came since it last held; then',
        expect: 'that page 200 within 2 min; still an error -> its file, or the route where the site is served from',
      },
      {
        text: 'still failing after both',
        expect: 'the same path answers at the origin -> the edge in front of it; it does not -> its owner',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'frontend', why: 'routes and the fallback to the index come with a deploy' },
  },
  {
    id: 'page-no-app',
    title: 'The site answers 200 with something that is not its page',
    severity: 'P0',
    affected: 'everyone who loads the page afresh: no app in it',
    symptoms: ['200 in every graph', 'a listing, a notice or plain text where the page should be'],
    signs: [{ check: 'frontend/pages', codes: ['page-not-html', 'page-without-app'] }],
    firstChecks: ['Did the upload of the last deploy finish, with the right types?', 'Does the name lead to our site?'],
    steps: [
      {
        ...rollbackSteps.frontend,
        text: 'deploy the build before, where one came since it last held; then',
        expect: 'text/html with the app in it within 2 min; still wrong, or no deploy -> Do 2',
      },
      {
        ...headOf('{app}/', 'whose answer is it?'),
        expect: 'our own server and a wrong content-type -> upload again with types; another server -> DNS or origin',
      },
      {
        text: 'right at the origin, wrong at the edge',
        expect: 'a small "age" after an invalidation -> the origin; a large one -> a cache in between',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'frontend', why: 'the build before this one had the app in its index' },
  },
  {
    id: 'page-cut-short',
    title: 'A page ends in the middle: what should follow is not sent',
    severity: 'P1',
    affected: 'everyone who opens that page: its end is missing, and what stands there does not work',
    symptoms: ['a page that stops half way down', '200 in every graph, and an answer that is shorter than it was'],
    signs: [{ check: 'frontend/pages', codes: ['page-cut-short'], outcome: 'degraded' }],
    firstChecks: [
      'Open the page: does it stop before its end?',
      'Did what makes the page end with an error while it was being sent?',
    ],
    steps: [
      {
        text: 'open the page in a browser, and look at the end of its source',
        expect:
          'it stops half way -> Do 2; nothing is missing -> it never closes what it opens: let it end with "</body></html>"',
      },
      {
        ...headOf('{url}', 'who sends it, and is it one that was kept?'),
        expect:
          'an "age" or a hit of a cache -> take the page out of it, whole within 2 min; none -> what makes it: its log at that time',
      },
      {
        ...rollbackSteps.frontend,
        text: 'deploy the build before, where one came since it last held; then',
        expect: 'the page to its end within 2 min; still cut, or no deploy -> the last upload: repeat it',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Where a cache kept it: once that asks again. Otherwise not by itself.',
    rollback: { scope: 'frontend', why: 'the template, or the upload of it, may have come with a deploy' },
  },
  {
    id: 'page-leads-away',
    title: 'A page sends everybody to a host that the target does not name',
    severity: 'P0',
    affected: 'everyone who opens that page: another site comes in its place',
    symptoms: ['a parked domain, an advertisement or a sign-in of somebody else', 'redirects in every graph, no error'],
    signs: ['frontend/pages', 'frontend/renders'].map((check) => ({ check, codes: ['page-leads-away'] })),
    firstChecks: ['Whose is the host that it leads to?', 'Is the domain paid for, and its DNS unchanged?'],
    steps: [
      {
        text: 'is the host that stands above one of ours?',
        expect: 'ours, and meant -> name it under `hosts` or `network.thirdParties` of the target; not ours -> Do 2',
      },
      {
        ...headOf('{app}/', 'who sends people there?'),
        expect:
          'our own server in front of "location" -> Do 3; no "location" -> a script of the page leads away: Do 3; another server -> the domain or its DNS was changed',
      },
      {
        ...rollbackSteps.frontend,
        text: 'deploy the build before, where one came since it last held; then',
        expect: 'the page itself within 2 min; still led away, or no deploy -> the redirect rules of the edge',
      },
      {
        text: 'neither a deploy, nor a rule of the edge',
        expect:
          'the registrar shows another owner or name server -> security; nothing changed -> the owner of the server',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'frontend', why: 'a redirect can have come with a deploy' },
  },
  {
    id: 'page-leads-inside',
    title: 'A page leads the browsers of its visitors inside of a network',
    severity: 'P0',
    affected:
      'everyone who opens that page: what it asks for there does not come, and a visitor may have something there',
    symptoms: ['a part of the page that does not come, or another page in its place'],
    signs: [{ check: 'frontend/renders', codes: ['page-leads-inside'] }],
    firstChecks: [
      'Is it an address of a development or test environment that came with a build?',
      'Did somebody write into a page who should not: a comment, a setting, a third party?',
    ],
    steps: [
      {
        text: 'is the address that stands above one of ours?',
        expect:
          'ours, and meant for visitors inside -> name it under `hosts` or `network.thirdParties` of the target; a mistake, or not ours -> Do 2',
      },
      {
        ...rollbackSteps.frontend,
        text: 'deploy the build before, where one came since it last held; then',
        expect:
          'the page itself within 2 min; still led there, or no deploy -> its content, or a redirect of a third party',
      },
      {
        text: 'find what names the address: the page, its content, or a redirect of a third party',
        expect: 'our content -> take it out, and security: who wrote it; a third party -> take it out of the page',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'frontend', why: 'the address can have come with a deploy' },
  },
];
