// For entries that are types only, and for servers, where no element can be defined.
export {};
