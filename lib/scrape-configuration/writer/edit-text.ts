export { addMetricRelabeling } from './add-metric-relabeling';
export { appendJobs } from './append-jobs';
