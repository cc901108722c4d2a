/** The part of `eks:DescribeCluster` that is needed to connect to a cluster's API server. */
export interface ClusterEndpoint {
  readonly status?: string;
  readonly endpoint?: string;
  readonly certificateAuthority?: { readonly data?: string };
}
