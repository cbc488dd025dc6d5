// What a target file outside this repository imports from `watchpost`; a check gets more, see fixtures/public.ts.
export { z } from 'zod';
export { defineTarget } from '../target.ts';
