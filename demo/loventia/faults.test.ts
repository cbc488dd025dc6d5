import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loventiaFaults, parseFaults } from './faults.ts';

test('a fault is on when it was named and off otherwise', () => {
  const faults = parseFaults(['login-500']);
  assert.equal(faults.has('login-500'), true);
  assert.equal(faults.has('login-401'), false);
});

test('a per-host fault means the API host unless a host is named', () => {
  const faults = parseFaults(['dns', 'tls-expired:images']);
  assert.deepEqual(faults.ids, ['dns:api', 'tls-expired:images']);
  assert.equal(faults.has('tls-expired:api'), false);
});

test('an unknown fault is refused with the list of the valid ones', () => {
  assert.throws(
    () => parseFaults(['login-5OO']),
    (error: Error) => {
      assert.match(error.message, /^Unknown fault "login-5OO"\. Valid faults: /);
      for (const id of Object.keys(loventiaFaults)) assert.ok(error.message.includes(id), `${id} is not listed`);
      return true;
    },
  );
  assert.throws(() => parseFaults(['constructor']), /Unknown fault/);
});

test('a host is refused where it is unknown or the fault takes none', () => {
  assert.throws(() => parseFaults(['dns:www']), /knows no host "www".*app, api, images, s3/);
  assert.throws(() => parseFaults(['cors:api']), /takes no host/);
});

test('switches can be turned while the demo runs', () => {
  const faults = parseFaults();
  faults.turnOn('cors');
  assert.deepEqual(faults.ids, ['cors']);
  faults.turnOff('cors');
  assert.deepEqual(faults.ids, []);
  assert.throws(() => faults.turnOn('corz'), /Unknown fault/);
});
