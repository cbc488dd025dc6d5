import type { DeclaredRequest, RequestStep } from './requests.ts';

/** The steps that take back what a request wrote. */
export const undoOf = ({ undo }: Pick<DeclaredRequest, 'undo'>): RequestStep[] => (Array.isArray(undo) ? undo : []);

/** Whether a step may change something, by its method. */
export const writes = ({ method }: Pick<RequestStep, 'method'>): boolean => method !== 'GET' && method !== 'HEAD';

/** Whether a request changes something in the product. */
export const isWriting = ({ readOnly, steps }: DeclaredRequest): boolean => !readOnly && steps.some(writes);
