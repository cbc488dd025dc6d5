import { reachabilityOf } from '#fixtures/claim/needs.ts';
import { urlOf } from '#fixtures/http/hosts.ts';
import { claim, expect, required, test } from '#fixtures/index.ts';
import { rulesOut } from '#fixtures/outcome/check-outcome.ts';
import { target } from '#fixtures/runtime/settings.ts';
import { expectImages } from './image-claims.ts';

const { images } = target;

test(
  'images that anyone may see are there',
  claim({
    id: 'images/samples',
    severity: 'P2',
    classes: ['image', 'latency', 'timeout'],
    needs: [...reachabilityOf(images?.samples?.host ?? ''), 'images/profile'],
    watched: images?.samples,
  }),
  async ({ http }) => {
    const { host, paths } = required(images?.samples);
    expect(paths).not.toHaveLength(0);
    await expectImages(
      http,
      paths.map((path) => urlOf(host, path)),
    );
    rulesOut(`${paths.length} of ${paths.length} sample images are whole`, host);
  },
);
