import { SERVICE_LIMIT_RULES } from './service-limits/rules';
import { ENCODING_RULES, TEXT_RULES } from './text/rules';
import { WARNING_RULES } from './warnings/rules';

/** Every rule of this room; those of Prometheus itself have a table of their own. */
export const VALIDATION_RULES = [...ENCODING_RULES, ...TEXT_RULES, ...SERVICE_LIMIT_RULES, ...WARNING_RULES];
