// Decorators of type-graphql and typeorm write their metadata while a class is defined: this must be loaded before any entity.
import "reflect-metadata";
