import type { RunRecord } from '../record/run-record.ts';
export const annotationsOf = (_record: RunRecord): string[] => [];
export const renderSummary = (_record: RunRecord, _target: unknown): string => '';
