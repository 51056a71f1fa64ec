import { Global, Module } from '@nestjs/common';
import { Pictures } from './pictures.service.js';

/** Gives every lib the {@link Pictures}. */
@Global()
@Module({ providers: [Pictures], exports: [Pictures] })
export class PicturesModule {}
