export { ProblemSeverity, type ScrapeConfigurationProblem } from './scrape-configuration/problem';
