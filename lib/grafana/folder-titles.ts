import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { type AppModel, validateWhenComplete } from '../private/app-model';
import { groupedBy } from '../private/grouped-by';
import { WARNINGS, warn } from '../private/warnings';
import type { GrafanaVersion } from './grafana-version';

/** The folder that a construct creates in Grafana. */
export interface ProvisionedFolder {
  /** A text that is equal for one Grafana. */
  readonly grafana: string;
  readonly title: string;
  readonly version?: GrafanaVersion;
}

/** A construct that may create a folder in Grafana. */
interface FolderProvisioning extends IConstruct {
  readonly _folder?: ProvisionedFolder;
}

/** Fails synthesis if Grafana refuses a folder because another construct creates one of the same title, and warns if it may. */
export function validateFolderTitle(construct: FolderProvisioning): void {
  validateWhenComplete(construct, (app) => {
    const namesakes = app.derive(foldersByTitle).get(titleKey(construct) ?? '') ?? [];
    const [first = construct] = namesakes;
    if (first === construct) return [];
    const version = namesakes.map(({ _folder }) => _folder?.version).find(each => each?.major !== undefined);
    if (version?.major !== undefined && version.major >= FIRST_WITH_NAMESAKES) return [];
    const message = `the folder of ${first.node.path} has the title '${construct._folder?.title}' too`;
    if (version !== undefined) {
      return [`folderTitle: ${message}, which Grafana ${version.version} refuses; specify another title, or use one GrafanaProvisioning`];
    }
    warn(construct, WARNINGS.folderTitle,
      `${message}, which Grafana refuses before version ${FIRST_WITH_NAMESAKES}; specify another folderTitle, or the version of the Grafana workspace`);
    return [];
  });
}

/** Folders may have the same title since this version. */
const FIRST_WITH_NAMESAKES = 11;

function foldersByTitle({ constructs }: AppModel): ReadonlyMap<string, readonly FolderProvisioning[]> {
  return groupedBy([...constructs].filter(isProvisioning), titleKey);
}

/** Returns nothing for a title that is known only at deployment. */
function titleKey({ _folder: folder }: FolderProvisioning): string | undefined {
  return folder === undefined || Token.isUnresolved(folder.title) ? undefined : JSON.stringify([folder.grafana, folder.title]);
}

function isProvisioning(construct: IConstruct): construct is FolderProvisioning {
  return '_folder' in construct;
}
