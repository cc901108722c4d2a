import type { GroupDefinition } from './definition';

export const CONTROL_PLANE: GroupDefinition = {
  name: 'control-plane',
  rules: [
    {
      // Attempts without a fitting node count as unschedulable; an error is a fault of the scheduler or of a plugin.
      alert: 'SchedulerErrors', severity: 'warning', for: 15,
      expr: 'sum by (cluster, profile) (rate(scheduler_schedule_attempts_total{$scheduler,result="error"}[$range])) > 0',
      summary: 'The scheduler fails to schedule pods',
      description: 'The scheduler has failed {{ $value | humanize }} times per second for $for because of errors of its own.',
    },
    {
      // Queues are almost empty in a healthy cluster; a hundred objects for 15 minutes are work that does not get done.
      alert: 'ControllerQueueStuck', severity: 'warning', for: 15, threshold: 100,
      expr: 'max by (cluster, name) (workqueue_depth{$controllerManager}) > $threshold',
      summary: 'Controller {{ $labels.name }} does not keep up',
      description: '{{ $value }} objects wait for controller {{ $labels.name }} of the controller manager, more than $threshold.',
    },
  ],
};
