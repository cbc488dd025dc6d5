/** A line of the runbook that no look from outside can settle. */
export interface BlindSpot {
  /** What a person is asked to check. */
  what: string;
  /** Why the suite cannot see it. */
  why: string;
  /** What the suite sees in its place, if anything. */
  instead: string;
}

/** What stays with a person, or with monitoring from inside. The README shows it; a test holds both equal. */
export const blindSpots: readonly BlindSpot[] = [
  {
    what: 'who the AWS identity at the console is',
    why: 'it is the identity of the person, not of the system',
    instead: 'each printed command names its region and its resource',
  },
  {
    what: 'metrics and access logs of CloudFront and the load balancer',
    why: 'a probe sees its own requests only, not the share of all that failed',
    instead: 'api/steady asks twenty times over fresh connections',
  },
  {
    what: 'events in Sentry, and consoles of users',
    why: 'they tell of other browsers than the one of the probe',
    instead: 'frontend/renders reads the console of its own',
  },
  {
    what: 'lines of the API log',
    why: 'reading them takes access that a probe should not have',
    instead: 'a log search with the trace id of the failing request is printed',
  },
  {
    what: 'running against desired tasks, and events of the rollout',
    why: 'a balancer shows one address for all tasks',
    instead: 'api/steady and auth/me meet several tasks; the command that counts them is printed',
  },
  {
    what: 'saturation of the database and its pool',
    why: 'from outside a full pool and a slow query look the same',
    instead: 'api/ready tells what the app says of its database',
  },
  {
    what: 'values of secrets on the server, such as JWT and webhook secrets',
    why: 'a secret that can be read from outside is none',
    instead: 'auth/me, auth/refresh and billing/webhook tell whether they fit',
  },
  {
    what: 'a bucket policy, and images of other users',
    why: 'only images of the probe and public samples may be asked for',
    instead: 'images/profile, images/samples and images/private ask for these',
  },
  {
    what: 'propagation of DNS elsewhere',
    why: 'a runner sees the answers of one place',
    instead: 'edge/dns asks from where it stands; --location tells places apart',
  },
];
