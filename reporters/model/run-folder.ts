import type { RunRecord } from '#record/run-record.ts';

/** Where a run keeps what it found. */
export const folderOf = ({ id, folder }: Pick<RunRecord, 'id' | 'folder'>): string => folder ?? `reports/${id}/`;
