import type { Incident, Step } from '#diagnosis/incident.ts';
import { lookAtRollout } from '#diagnosis/steps.ts';

const bucket = '--region {region} --bucket {image-bucket}';
const someone = 'those who look at these photos; all else works';

/** Only where the bucket keeps versions; the key is the path of the address. */
const versions = (expect: string): Step => ({
  text: 'what became of it (where versions are kept; the key is the path)',
  command: `aws s3api list-object-versions ${bucket} --prefix '<key>' --max-items 5`,
  expect,
});

/** What is stored, and how fast it comes. */
export const objectIncidents: readonly Incident[] = [
  {
    id: 'image-404',
    title: 'A profile photo is missing',
    brief: 'missing',
    together: 'A profile photo does not load',
    severity: 'P2',
    affected: someone,
    symptoms: ['broken images for some users'],
    signs: [{ check: 'images/profile', codes: ['image-missing'], facts: { extent: ['some'] } }],
    firstChecks: ['Is the object there under another key?', 'Did a clean-up or a move run?'],
    steps: [
      versions('a delete marker is the latest -> Do 2; a version is -> the address is wrong; nothing -> Do 3'),
      {
        text: 'takes the delete marker away: the version below is back',
        command: `aws s3api delete-object ${bucket} --key '<key>' --version-id <id-of-the-delete-marker>`,
        expect: '200 for the photo -> over, look who deletes; 404 at the edge alone -> it ends with its error TTL',
      },
      {
        text: 'Put it back from a backup, or take its address out of the profile',
        expect: 'green -> ask what else that clean-up took; red -> the profile names another key',
      },
      {
        text: 'more than one photo; stop clean-up jobs before they go on',
        expect: 'no new 404 -> it was the job; more -> lifecycle rules of the bucket',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'none', why: 'a lost object does not come back with a release' },
  },
  {
    id: 'images-missing',
    title: 'Every profile photo is missing',
    severity: 'P1',
    affected: 'everyone who looks at photos: none of them loads; all else works',
    symptoms: ['placeholders everywhere', 'a jump of 404 at the CDN of the images'],
    signs: [{ check: 'images/profile', codes: ['image-missing'], facts: { extent: ['all'] } }],
    firstChecks: [
      'Are the objects gone, or do the addresses lead elsewhere?',
      'Did a clean-up, a move or a release run?',
    ],
    steps: [
      {
        text: 'is anything left in the bucket?',
        command: `aws s3api list-objects-v2 ${bucket} --max-items 5`,
        expect: 'objects under other keys -> the addresses: Do 2; nothing -> stop every clean-up job, then Do 3',
      },
      {
        ...lookAtRollout,
        expect:
          'one finished shortly before the first red run -> it makes other addresses: roll it back; none -> the origin path',
      },
      versions('delete markers -> take them away, newest first; no versions -> the backup'),
      {
        text: 'objects are there under these keys; origin and origin path of the distribution',
        expect: 'changed since the last green run -> take that back; unchanged -> the address in the profile',
        afterMinutes: 15,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'api', why: 'only if it makes other addresses; lost objects do not come back with a release' },
    logs: '?photo ?image ?DeleteObject',
  },
  {
    id: 'image-corrupt',
    title: 'A profile photo answers 200 and is not what it should be',
    severity: 'P2',
    affected: someone,
    symptoms: ['broken images while every status is 200'],
    signs: [{ check: 'images/profile', codes: ['image-unreadable'] }],
    firstChecks: [
      'The first bytes: XML or HTML = an error page was stored as a photo',
      'One upload or every upload since a deploy?',
    ],
    steps: [
      versions('an older version of another size -> Do 2 with its id; this one alone -> it must be uploaded again'),
      {
        text: 'the version before comes back; invalidate its path at the CDN after it',
        command: `aws s3api copy-object ${bucket} --key '<key>' --copy-source '{image-bucket}/<key>?versionId=<version-id>'`,
        expect: 'green after the invalidation -> Do 3; still the same bytes -> an older version',
      },
      {
        ...lookAtRollout,
        expect:
          'one at the LastModified of the photo -> new uploads break too: go back before it; none -> this upload alone',
      },
      {
        text: 'new uploads are broken too; stop uploads, then mend the upload path',
        expect: 'an upload of your own shows -> this photo alone; it does not -> uploads stay stopped',
        afterMinutes: 30,
      },
    ],
    selfHealing: 'Not by itself: what was stored stays broken.',
    rollback: { scope: 'none', why: 'what is stored stays broken; only if new uploads break too (Do 3)' },
    logs: '?upload ?PutObject',
  },
  {
    id: 'image-slow',
    title: 'A profile photo comes too late',
    severity: 'P2',
    affected: 'those who look at these photos: they wait',
    symptoms: ['placeholders for seconds'],
    signs: [
      { check: 'images/profile', codes: ['image-slow'], outcome: 'degraded' },
      { check: 'images/profile', codes: ['image-timeout'] },
    ],
    firstChecks: ['Hit or miss at the CDN (x-cache, age)?', 'One photo or all?'],
    steps: [
      {
        text: 'x-cache, then first byte, total, size',
        command: "curl -sS -m 30 -o /dev/null -D - -w '%{time_starttransfer} %{time_total} %{size_download}\\n' {url}",
        expect: 'fast now -> it has passed; Hit and slow -> the edge; Miss and slow -> Do 2',
      },
      {
        text: 'straight from S3, without the edge',
        command: `aws s3api head-object ${bucket} --key '<key>'`,
        expect:
          'within 1 s -> the way from the edge to S3; slow as well -> S3 in the region; a size of MB -> the photo itself',
      },
      {
        text: 'slow for half an hour; origin or region; see {hoster-status}',
        expect: 'the region is named -> wait with them; it is not -> open a case with x-amz-cf-id',
        afterMinutes: 30,
      },
    ],
    selfHealing: 'Mostly by itself once the CDN holds the photo.',
    rollback: { scope: 'none', why: 'the photo comes from storage, not from a release' },
  },
  {
    id: 'image-mislabelled',
    title: 'Photos show, and are sent as something that is no picture',
    severity: 'P3',
    affected: 'nobody who looks at them in a browser; mail, apps and previews that go by the type',
    symptoms: ['a photo opens as a download or as text outside the page'],
    signs: [
      { check: 'images/profile', codes: ['image-mislabelled'], outcome: 'degraded' },
      { check: 'images/samples', codes: ['image-mislabelled'], outcome: 'degraded' },
    ],
    firstChecks: ['Does the upload give the type on?', 'Does the edge set a type of its own?'],
    steps: [
      {
        text: 'what type is stored?',
        elsewhere: { text: 'what type does the place where pictures are kept have for it?' },
        command: `aws s3api head-object ${bucket} --key '<key>' --query ContentType`,
        expect: 'the wrong one -> Do 2; the right one -> a headers policy of the distribution',
      },
      {
        text: 'copy it over itself with its type, then the upload path for those to come',
        elsewhere: { text: 'give the file its type, then mend the upload for those to come' },
        command: `aws s3api copy-object ${bucket} --key '<key>' --copy-source '{image-bucket}/<key>' --metadata-directive REPLACE --content-type image/jpeg`,
        expect: 'green after an invalidation -> mend the upload path; still so -> the edge sets it',
      },
      {
        text: 'new uploads have no type either; the upload has to name it',
        expect: 'an upload of your own has its type -> copy the old ones; it has none -> the code of the upload',
        afterMinutes: 60,
      },
    ],
    selfHealing: 'Not by itself.',
    rollback: { scope: 'none', why: 'the type is stored with the photo' },
    logs: '?upload ?PutObject',
  },
];
