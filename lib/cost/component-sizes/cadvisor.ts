/** Series of one cgroup. A pod has about three (the pod, its pause container, one container), a node about 30 of its own services. */
const PER_CGROUP = `
container_cpu_usage_seconds_total container_cpu_user_seconds_total container_cpu_system_seconds_total container_cpu_load_average_10s
container_memory_usage_bytes container_memory_working_set_bytes container_memory_rss container_memory_cache container_memory_swap
container_memory_mapped_file container_memory_max_usage_bytes container_memory_failcnt container_memory_failures_total=4
container_memory_kernel_usage container_memory_total_active_file_bytes container_memory_total_inactive_file_bytes
container_file_descriptors container_processes container_sockets container_threads container_threads_max container_ulimits_soft
container_tasks_state=5 container_last_seen container_start_time_seconds container_oom_events_total container_spec_cpu_period
container_spec_cpu_shares container_spec_memory_limit_bytes container_spec_memory_reservation_limit_bytes
container_spec_memory_swap_limit_bytes container_blkio_device_usage_total=4 container_fs_reads_total container_fs_writes_total
container_fs_reads_bytes_total container_fs_writes_bytes_total container_pressure_cpu_waiting_seconds_total
container_pressure_cpu_stalled_seconds_total container_pressure_memory_waiting_seconds_total
container_pressure_memory_stalled_seconds_total container_pressure_io_waiting_seconds_total container_pressure_io_stalled_seconds_total
`;
const CGROUPS = { node: 30, pod: 3 };

/** A pod has one network interface, and limits the CPU of one container of two. */
const PER_POD = `
container_network_receive_bytes_total=4+1/pod container_network_receive_packets_total=4+1/pod container_network_receive_errors_total=4+1/pod
container_network_receive_packets_dropped_total=4+1/pod container_network_transmit_bytes_total=4+1/pod container_network_transmit_packets_total=4+1/pod
container_network_transmit_errors_total=4+1/pod container_network_transmit_packets_dropped_total=4+1/pod
container_cpu_cfs_periods_total=0+1/pod container_cpu_cfs_throttled_periods_total=0+1/pod container_cpu_cfs_throttled_seconds_total=0+1/pod
container_spec_cpu_quota=0+1/pod container_fs_usage_bytes=8 container_fs_limit_bytes=8 container_fs_inodes_free=8 container_fs_inodes_total=8
container_scrape_error machine_cpu_cores machine_memory_bytes machine_cpu_physical_cores machine_cpu_sockets machine_nvm_capacity=3 cadvisor_version_info
`;

/**
 * Counted from cAdvisor's list of metrics that a kubelet enables, on a node with cgroup v2.
 *
 * @see https://github.com/google/cadvisor/blob/master/docs/storage/prometheus.md
 * @see https://github.com/alphagov/govuk-infrastructure/issues/900
 */
export const CADVISOR = PER_CGROUP.trim().split(/\s+/).map((entry) => {
  const [metric = '', series = '1'] = entry.split('=');
  return `${metric}=${CGROUPS.node * Number(series)}+${CGROUPS.pod * Number(series)}/pod`;
}).join(' ') + PER_POD;
