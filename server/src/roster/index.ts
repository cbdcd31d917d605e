export { openAccount, setPassword } from './accounts.ts';
export { listOfficers, officerById, officersByIds, registerOfficer } from './officers.ts';
export { createOrgan, createUnit, foundInstallation, installationCode, renewInstallation } from './organs.ts';
export { personOfAccount, personOfAccountId } from './people.ts';
export { requirePassword } from './reauthenticate.ts';
export { listAccounts, listUnits, registerSession, rosterRoutes } from './routes.ts';
export { makeAuthenticate } from './session.ts';
