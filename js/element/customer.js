// The saved customer of this browser, who can be erased before the widget is loaded.
import { savedCustomer } from './saved-customer.js';

export const customer = savedCustomer(() => localStorage);
