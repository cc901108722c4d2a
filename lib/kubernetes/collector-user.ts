/** The Kubernetes user that AWS's documentation maps a collector's role to. */
export const COLLECTOR_USER = 'aps-collector-user';
