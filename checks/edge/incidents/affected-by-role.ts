/** Who is hit, and how badly, when a host cannot be used at all: by what the host is for. */
export const affectedByRole = {
  app: { affected: 'everyone: the site cannot be opened' },
  api: { affected: 'everyone: {behind-api}' },
  files: { affected: 'everyone whose page loads files from that host' },
  images: { severity: 'P1', affected: 'everyone: no photo from that host is shown' },
} as const;
