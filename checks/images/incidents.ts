import type { Incident, Step } from '#diagnosis/incident.ts';
import { headOf, logOf, lookAtRollout, watchIt } from '#diagnosis/steps.ts';

const policy: Step = {
  text: 'who may read the bucket',
  command: 'aws s3api get-bucket-policy --region {region} --bucket {image-bucket} --query Policy --output text',
};

const bucketCors: Step = {
  text: 'the rule must list {app}',
  command: 'aws s3api get-bucket-cors --region {region} --bucket {image-bucket}',
};

const someone = 'those who look at these photos; all else works';

export const imageIncidents: readonly Incident[] = [
  {
    id: 'image-403',
    title: 'A profile photo is denied',
    brief: 'denied',
    together: 'A profile photo does not load',
    severity: 'P2',
    affected: someone,
    symptoms: ['broken images for some users'],
    signs: [],
    oldSigns: [{ check: 'images/profile', classes: ['image', 'http-error'], statuses: [403] }],
    firstChecks: [
      'One photo or all? One = the object; all = the policy',
      'S3 also answers 403 for an object that does not exist',
    ],
    steps: [
      headOf('{url}', 'from S3 or from CloudFront (server, x-cache)?'),
      policy,
      { text: 'Compare owner and encryption of that object with one that loads' },
      { text: 'policy and object are right; origin access of the distribution', afterMinutes: 30 },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'none', why: 'access to stored objects is no part of a release' },
  },
  {
    id: 'image-404',
    title: 'A profile photo is missing',
    brief: 'missing',
    together: 'A profile photo does not load',
    severity: 'P2',
    affected: someone,
    symptoms: ['broken images for some users'],
    signs: [],
    oldSigns: [{ check: 'images/profile', classes: ['image', 'http-error'], statuses: [404, 410] }],
    firstChecks: ['Is the object there under another key?', 'Did a clean-up or a move run?'],
    steps: [
      headOf('{url}', 'the key is the path'),
      {
        text: 'deleted, and by what? (where versions are kept)',
        command:
          "aws s3api list-object-versions --region {region} --bucket {image-bucket} --prefix '<key>' --max-items 5",
      },
      { text: 'Restore the version, or take the address out of the profile' },
      { text: 'more than one photo; stop clean-up jobs before they go on', afterMinutes: 15 },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'none', why: 'a lost object does not come back with a release' },
  },
  {
    id: 'image-corrupt',
    title: 'A profile photo answers 200 and is no image',
    severity: 'P2',
    affected: someone,
    symptoms: ['broken images while every status is 200'],
    signs: [],
    oldSigns: [
      {
        check: 'images/profile',
        classes: ['image', 'contract', 'data'],
        says: /corrupt|truncat|magic|decod|not an? image|no image|no (?:real )?(?:jpe?g|png|webp)|xml|html|bytes/i,
        statuses: [200, 206],
      },
    ],
    firstChecks: [
      'The first bytes: XML or HTML = an error page was stored as a photo',
      'One upload or every upload since a deploy?',
    ],
    steps: [
      { text: 'ffd8, 8950 or 5249 = JPEG, PNG, WebP', command: 'curl -sS -m 10 {url} | head -c 64 | xxd' },
      lookAtRollout,
      { text: 'Upload that photo again; look for others stored since the same hour' },
      { text: 'new uploads are broken too; stop uploads, then mend the upload path', afterMinutes: 30 },
    ],
    selfHealing: 'Not by itself: what was stored stays broken.',
    rollback: { scope: 'api', why: 'only if new uploads break; what is stored stays as it is' },
    logs: '?upload ?PutObject',
  },
  {
    id: 'image-slow',
    title: 'A profile photo starts late',
    severity: 'P2',
    affected: 'those who look at these photos: they wait',
    symptoms: ['placeholders for seconds'],
    signs: [],
    oldSigns: [{ check: 'images/profile', classes: ['latency', 'timeout'], outcome: 'any' }],
    firstChecks: ['Hit or miss at the CDN (x-cache, age)?', 'One photo or all?'],
    steps: [
      {
        text: 'first byte, total, size',
        command: "curl -sS -o /dev/null -w '%{time_starttransfer} %{time_total} %{size_download}\\n' {url}",
      },
      watchIt,
      { text: 'slow for half an hour; origin or region; see health.aws.amazon.com', afterMinutes: 30 },
    ],
    selfHealing: 'Mostly by itself once the CDN holds the photo.',
    rollback: { scope: 'none', why: 'the photo comes from storage, not from a release' },
  },
  {
    id: 'image-cors',
    title: 'Photos load but carry no CORS header',
    severity: 'P2',
    affected: 'those whose page reads photos by script (crop, canvas); plain <img> works',
    symptoms: ['CORS errors in the console, images missing in some views only'],
    signs: [],
    oldSigns: [{ check: 'images/cors', classes: ['cors', 'image', 'contract'], outcome: 'any' }],
    firstChecks: ['CORS rule of the bucket', 'Does the distribution pass Origin on, and keep it in the cache key?'],
    steps: [
      {
        text: 'expect access-control-allow-origin',
        command: "curl -sS -m 10 -o /dev/null -D - -H 'Origin: {app}' {url}",
      },
      bucketCors,
      { text: 'Put the rule back, then invalidate the photos: the edge holds answers without the header' },
      { text: 'rule is right, header missing; response headers policy of the distribution', afterMinutes: 15 },
    ],
    selfHealing: 'Answers cached without the header stay so until they leave the cache.',
    rollback: { scope: 'none', why: 'the rule belongs to the bucket and the distribution' },
  },
  {
    id: 'image-expired',
    title: 'Presigned photo links have ended when they are handed out',
    severity: 'P1',
    affected: 'everyone who looks at photos: none of these links load',
    symptoms: ['403 "Request has expired" for photos', 'a reload does not help'],
    signs: [],
    oldSigns: [
      { check: 'images/presigned', classes: ['image', 'http-error'], says: /expired|ended/i },
      { check: 'images/profile', classes: ['image'], statuses: [403], says: /X-Amz-/i, alongside: 'images/presigned' },
    ],
    firstChecks: [
      'X-Amz-Date and X-Amz-Expires of a link',
      'Are links cached longer than they live?',
      "The API's clock",
    ],
    steps: [
      lookAtRollout,
      { text: 'Links signed with a role end with its session, whatever X-Amz-Expires says: who signs?' },
      logOf('?presign ?getSignedUrl'),
      { text: 'signing is right; links are kept too long (profile cache, CDN)', afterMinutes: 15 },
    ],
    selfHealing: 'When links are signed anew, if only a cache was too old. Otherwise not.',
    rollback: { scope: 'api', why: 'the lifetime of a link is set where it is signed' },
    logs: '?presign ?getSignedUrl',
  },
  {
    id: 'private-image-public',
    title: 'A private photo can be read without being asked who one is',
    severity: 'P0',
    affected: 'everyone with private photos: anyone who has the address can see them',
    symptoms: ['nothing to be seen'],
    signs: [],
    oldSigns: [
      { check: 'images/private', classes: ['image', 'data'], says: /answered 2\d\d|came instead|public/i },
      { check: 'images/presigned', classes: ['image'], says: /forged signature answered 2\d\d/i },
    ],
    firstChecks: ['Bucket policy and Block Public Access', 'When was it changed, and by whom (CloudTrail)?'],
    steps: [
      policy,
      {
        text: 'shuts the bucket to the public; public photos behind CloudFront stay',
        command:
          'aws s3api put-public-access-block --region {region} --bucket {image-bucket} --public-access-block-configuration IgnorePublicAcls=true,RestrictPublicBuckets=true',
      },
      { text: 'shut; find out from the access logs what was read; tell security', afterMinutes: 15 },
    ],
    selfHealing: 'Not by itself; copies in caches outlive the repair: invalidate.',
    rollback: { scope: 'none', why: 'access is a setting of the bucket' },
  },
];
