/** A configuration that says nothing or says it wrongly: the user's to repair, exit status 2. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
}
