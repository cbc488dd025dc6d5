import { CloudWatchError, missing } from './cloudwatch-error.ts';
import type { Operations } from './operation.ts';

interface StoredDashboard {
  DashboardName: string;
  DashboardArn: string;
  DashboardBody: string;
  LastModified: number;
}

/** Dashboards kept in memory, by SDK types `PutDashboardInput`, `GetDashboardOutput` and `DashboardEntry`. */
export function dashboardOperations(arn: (resource: string) => string, now: () => number): Operations {
  const dashboards = new Map<string, StoredDashboard>();

  function find(name: string): StoredDashboard {
    const dashboard = dashboards.get(name);
    if (!dashboard) throw new CloudWatchError('ResourceNotFound', `Dashboard ${name} does not exist`);
    return dashboard;
  }

  return {
    PutDashboard({ DashboardName, DashboardBody }: { DashboardName?: string; DashboardBody?: string }) {
      if (!DashboardName) throw missing('DashboardName');
      if (!DashboardBody) throw missing('DashboardBody');
      checkBody(DashboardBody);
      const DashboardArn = arn(`dashboard/${DashboardName}`);
      dashboards.set(DashboardName, { DashboardName, DashboardArn, DashboardBody, LastModified: now() / 1000 });
      return { DashboardValidationMessages: [] };
    },
    GetDashboard({ DashboardName = '' }: { DashboardName?: string }) {
      const { LastModified: _time, ...dashboard } = find(DashboardName);
      return dashboard;
    },
    ListDashboards({ DashboardNamePrefix = '' }: { DashboardNamePrefix?: string }) {
      const found = [...dashboards.values()].filter(({ DashboardName }) =>
        DashboardName.startsWith(DashboardNamePrefix),
      );
      const toEntry = ({ DashboardBody, ...entry }: StoredDashboard) => ({
        ...entry,
        Size: Buffer.byteLength(DashboardBody),
      });
      return { DashboardEntries: found.map(toEntry) };
    },
    DeleteDashboards({ DashboardNames = [] }: { DashboardNames?: string[] }) {
      for (const name of DashboardNames) find(name);
      for (const name of DashboardNames) dashboards.delete(name);
    },
  };
}

/** The body is JSON with a list of widgets (CloudWatch-Dashboard-Body-Structure); their content is not looked at. */
function checkBody(body: string): void {
  const problem = describeProblem(body);
  if (problem === undefined) return;
  const dashboardValidationMessages = [{ DataPath: '/', Message: problem }];
  throw new CloudWatchError('InvalidParameterInput', 'The dashboard body is invalid.', { dashboardValidationMessages });
}

function describeProblem(body: string): string | undefined {
  try {
    const { widgets } = JSON.parse(body) as { widgets?: unknown };
    return Array.isArray(widgets) ? undefined : 'The field "widgets" must be present and a list.';
  } catch {
    return 'The dashboard body must be valid JSON.';
  }
}
