import type { Incident, Step } from '#diagnosis/incident.ts';
import { logOf, lookAtRollout, rollbackSteps } from '#diagnosis/steps.ts';

const bucket = '--region {region} --bucket {image-bucket}';

const notReleased = (why: string) => ({ scope: 'none', why }) as const;

const policy = (expect: string): Step => ({
  text: 'who may read the bucket',
  elsewhere: { text: 'who may read the place where pictures are kept' },
  command: `aws s3api get-bucket-policy ${bucket} --query Policy --output text`,
  expect,
});

/** Who may see an image: too few, or too many. */
export const accessIncidents: readonly Incident[] = [
  {
    id: 'image-403',
    title: 'A profile photo is denied',
    brief: 'denied',
    together: 'A profile photo does not load',
    severity: 'P2',
    affected: 'those who look at these photos; all else works',
    symptoms: ['broken images for some users'],
    signs: [{ check: 'images/profile', codes: ['image-denied'], facts: { extent: ['some'] } }],
    firstChecks: [
      'One photo or all? One = the object; all = the policy',
      'S3 also answers 403 for an object that does not exist',
    ],
    steps: [
      {
        text: 'is the object there? Its key is the path of the address',
        elsewhere: { text: 'is the file there, where pictures are kept?' },
        command: `aws s3api head-object ${bucket} --key '<key>'`,
        expect:
          '404 -> it is missing: restore it; other encryption or owner than one that loads -> Do 2; alike -> Do 3',
      },
      {
        text: 'copy it over itself: the bucket owns the copy, and S3 encrypts it',
        elsewhere: { text: 'copy it over itself, with the owner and the rights of one that loads' },
        command: `aws s3api copy-object ${bucket} --key '<key>' --copy-source '{image-bucket}/<key>' --metadata-directive COPY --server-side-encryption AES256`,
        expect: '200 for the photo -> over; still 403 -> Do 3',
      },
      policy(
        'a Deny or a prefix that hits this key -> take it back; it allows the key -> origin access of the distribution',
      ),
      {
        text: 'policy and object are right; origin access of the distribution',
        expect: '200 straight from S3 with a signed link -> the distribution; 403 there too -> the key policy of KMS',
        afterMinutes: 30,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: notReleased('access to stored objects is no part of a release'),
  },
  {
    id: 'images-denied',
    title: 'Every profile photo is denied',
    severity: 'P1',
    affected: 'everyone who looks at photos: none of them loads; all else works',
    symptoms: ['placeholders everywhere', 'a jump of 403 at the CDN of the images'],
    signs: [{ check: 'images/profile', codes: ['image-denied'], facts: { extent: ['all'] } }],
    firstChecks: ['Was the bucket policy, Block Public Access or the origin access changed?', 'Was the bucket moved?'],
    steps: [
      policy('no Allow for the distribution or the public -> Do 3 with the policy before; an Allow -> Do 2'),
      {
        text: 'does Block Public Access overrule it?',
        command: `aws s3api get-public-access-block ${bucket}`,
        expect:
          'RestrictPublicBuckets newly true -> read through origin access, or take it back; unchanged -> the distribution',
      },
      {
        text: 'put the policy before back, from the repository or CloudTrail',
        elsewhere: { text: 'put the rights back as they were' },
        command: `aws s3api put-bucket-policy ${bucket} --policy file://<policy-before>`,
        expect: '200 for the photos within a minute -> over; still 403 -> the origin access of the distribution',
      },
      {
        text: 'policy is as it was; the origin access of the distribution, or the key of the bucket',
        expect: '200 straight from S3 with a signed link -> the distribution; 403 there too -> the key policy of KMS',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: notReleased('access to stored objects is no part of a release'),
  },
  {
    id: 'image-cors',
    title: 'Photos load, and scripts of the page may not read them',
    severity: 'P2',
    affected: 'those whose page reads photos by script (crop, canvas); plain <img> works',
    symptoms: ['CORS errors in the console, images missing in some views only'],
    signs: [{ check: 'images/cors', codes: ['image-origin-refused'] }],
    firstChecks: ['CORS rule of the bucket', 'Does the distribution pass Origin on, and keep it in the cache key?'],
    steps: [
      {
        text: 'is the rule there?',
        elsewhere: {
          text: 'does what serves the pictures allow the origin of the site (access-control-allow-origin)?',
        },
        command: `aws s3api get-bucket-cors ${bucket}`,
        expect: 'no rule for the app -> Do 2; it is there -> the edge holds answers without the header: Do 3',
      },
      {
        text: 'puts the rule for the app in place of all there are: add the others that Do 1 shows',
        elsewhere: { text: 'put the rule for the site back, beside the others' },
        command: `aws s3api put-bucket-cors ${bucket} --cors-configuration '{"CORSRules":[{"AllowedOrigins":["{app}"],"AllowedMethods":["GET","HEAD"],"AllowedHeaders":["*"]}]}'`,
        expect:
          'the header straight from S3 -> the edge still holds answers without it: Do 3; none -> the other bucket',
      },
      {
        text: 'what the edge holds goes',
        elsewhere: { text: 'clear what a CDN or proxy keeps of the pictures' },
        command:
          "aws cloudfront create-invalidation --region us-east-1 --distribution-id <distribution-of-the-images> --paths '/*'",
        expect: 'images/cors green after 1 to 2 min; still red -> response headers policy of the distribution',
      },
      {
        text: 'rule is right, header missing; response headers policy of the distribution',
        expect:
          'it sets no CORS header -> attach CORS-S3Origin as origin request policy; it sets another -> correct that',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Answers cached without the header stay so until they leave the cache.',
    rollback: notReleased('the rule belongs to the bucket and the distribution'),
  },
  {
    id: 'image-expired',
    title: 'Presigned photo links have expired when they are issued',
    severity: 'P1',
    affected: 'everyone who looks at photos by such links: they do not load',
    symptoms: ['403 "Request has expired" for photos', 'a reload does not help'],
    signs: [
      { check: 'images/presigned', codes: ['link-expired-when-issued'] },
      { check: 'images/profile', codes: ['image-link-expired'] },
    ],
    firstChecks: [
      'X-Amz-Date and X-Amz-Expires of a link',
      'Are links cached longer than they live?',
      "The API's clock",
    ],
    steps: [
      {
        ...lookAtRollout,
        expect:
          'one finished shortly before the first red run -> Do 2; none -> links are kept longer than they live: Do 3',
      },
      rollbackSteps.api,
      logOf(
        '?presign ?getSignedUrl ?ExpiredToken',
        'ExpiredToken -> the session of the signing role ends first: fresh tasks; nothing -> the cache of the profile',
      ),
      {
        text: 'signing is right; links are kept too long (profile cache, CDN)',
        expect: 'X-Amz-Date of a fresh answer is old -> empty that cache, keep links for less than they live',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'When links are signed anew, if only a cache was too old. Otherwise not.',
    rollback: { scope: 'api', why: 'the lifetime of a link is set where it is signed' },
    logs: '?presign ?getSignedUrl',
  },
  {
    id: 'private-image-public',
    title: 'A photo that should be private is readable without a valid signature',
    severity: 'P0',
    affected: 'everyone with private photos: anyone who has the address can see them',
    symptoms: ['nothing to be seen'],
    signs: [
      { check: 'images/private', codes: ['private-image-readable'] },
      { check: 'images/presigned', codes: ['private-image-readable'] },
    ],
    firstChecks: ['Bucket policy and Block Public Access', 'When was it changed, and by whom (CloudTrail)?'],
    steps: [
      {
        text: 'shuts the bucket to the public; public photos behind CloudFront stay',
        elsewhere: { text: 'shut what is private to the public, where it is kept' },
        command: `aws s3api put-public-access-block ${bucket} --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true`,
        expect: '403 within a minute -> Do 2; still 200 -> a copy at the edge: invalidate /*; or another bucket',
      },
      policy(
        '"Principal":"*" -> take that statement out; none -> an ACL of the object, or the distribution lets all read',
      ),
      {
        text: 'shut; find out from the access logs what was read; tell security',
        expect: 'reads by strangers -> a breach: data protection has 72 h; none -> close it with that finding',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself; copies in caches outlive the repair: invalidate.',
    rollback: notReleased('access is a setting of the bucket'),
  },
  {
    id: 'private-image-unsaid',
    title: 'A private photo does not come, but the answer calls itself a success',
    severity: 'P3',
    affected: 'nobody; caches may keep that page under the address of the photo',
    symptoms: ['a page in place of a 403'],
    signs: [
      { check: 'images/private', codes: ['refusal-unsaid'], outcome: 'degraded' },
      { check: 'images/presigned', codes: ['refusal-unsaid'], outcome: 'degraded' },
    ],
    firstChecks: ['Does the distribution turn errors into a page with 200 (custom error responses)?'],
    steps: [
      {
        text: 'what comes without a signature',
        command: 'curl -sS -m 10 -D - {url} | head -c 600',
        expect:
          'a page to sign in, or of the app -> keep its status; parts of the photo -> treat it as public: shut the bucket',
      },
      {
        text: 'let the error keep its status in the distribution, or the app answer 403',
        expect: '403 or 404 -> done; still 200 -> another behaviour of the distribution matches the path',
        afterMinutes: 60,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: notReleased('how errors are shown is a setting of the edge'),
  },
];
